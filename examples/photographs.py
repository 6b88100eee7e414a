"""Takes the photographs: camera, depth of field, edges without steps, steam, grain, and the JPEG."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from studio import (
    FAR,
    KEY,
    Floats,
    Scene,
    Vector,
    blurred,
    bulb,
    film,
    in_tiles,
    march,
    occlusion,
    shade,
    shadow,
    union,
)

SIZE = (4000, 3000)
DRAWN = (1840, 1380)
"""traced at this size, then enlarged: a lens is not sharper than that either"""
FLOOR_OF = {1: -0.16, 2: -0.34}
FIELD_OF_VIEW = 0.30
"""tangent of half the vertical angle times the distance is half the picture's height"""
PLANE_BLUR = 15.0
"""blur radius of what stands at the back, in pixels of the drawn size"""


@dataclass(frozen=True)
class Camera:
    place: Floats
    right: Floats
    up: Floats
    ahead: Floats

    def rays(self, u: Floats, v: Floats) -> Vector:
        x, y, z = (self.ahead[i] + FIELD_OF_VIEW * (u * self.right[i] + v * self.up[i]) for i in range(3))
        length = np.sqrt(x * x + y * y + z * z)
        return x / length, y / length, z / length


def camera_of(scene: Scene) -> Camera:
    yaw, pitch = np.radians(scene.yaw), np.radians(scene.pitch)
    away = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
    aim = np.array(scene.aim)
    right = np.cross([0, 1, 0], away)
    right /= np.linalg.norm(right)
    place = aim + away * scene.zoom
    return Camera(*(one.astype(np.float32) for one in (place, right, np.cross(away, right), -away)))


def turned(scene: Scene, towards: Floats) -> Vector:
    """The backdrop stays behind the product wherever the camera stands."""
    yaw = np.radians(-scene.yaw)
    c, s = np.float32(np.cos(yaw)), np.float32(np.sin(yaw))
    return c * towards[0] + s * towards[2], towards[1], -s * towards[0] + c * towards[2]


def photograph(scene: Scene, folder: Path, number: int) -> Path:
    """Renders a scene and saves it; an upright one is stored lying, with its EXIF orientation."""
    width, height = DRAWN[::-1] if scene.portrait else DRAWN
    camera = camera_of(scene)
    u, v = np.meshgrid(
        (np.arange(width, dtype=np.float32) + 0.5 - width / 2) / (height / 2),
        (height / 2 - np.arange(height, dtype=np.float32) - 0.5) / (height / 2),
    )
    back = backdrop(scene, camera, width, height)
    front, cover = subject(scene, camera, u, v)
    picture = back * (1 - cover[..., None]) + front * cover[..., None]
    glow = (
        blurred(np.maximum(picture - 0.95, 0), width / 60) * 0.55
        + blurred(np.maximum(picture - 1.1, 0), width / 16) * 0.5
    )
    picture = film(picture + glow)
    if scene.steam:
        picture = with_steam(picture, number)
    return save(picture, scene, folder / f"{number}-{scene.name}.jpg")


def subject(scene: Scene, camera: Camera, u: Floats, v: Floats) -> tuple[Floats, Floats]:
    """What is in focus, and how much of each pixel it covers."""
    everything = union([one for one, _ in scene.parts])
    height, width = u.shape

    def trace(a: Floats, b: Floats) -> Floats:
        ray = camera.rays(a, b)
        origin = tuple(np.full(a.shape, one, np.float32) for one in camera.place)
        near, far = bounds(camera, ray, scene)
        t = march(everything, origin, ray, near, far)  # type: ignore[arg-type]
        hit = np.isfinite(t)
        found = np.zeros((a.size, 4), np.float32)
        if hit.any():
            at = tuple(o[hit] + r[hit] * t[hit] for o, r in zip(origin, ray, strict=True))
            found[hit, :3] = shade(scene, everything, at, tuple(r[hit] for r in ray), scene.parts)  # type: ignore[arg-type]
            found[hit, 3] = 1
        return found

    flat = in_tiles(trace, u.ravel(), v.ravel()).reshape(height, width, 4)
    shown = film(flat[..., :3])
    gray = shown.max(2) * flat[..., 3] + 2 * (1 - flat[..., 3])
    edge = cv2.dilate(gray, np.ones((3, 3))) - cv2.erode(gray, np.ones((3, 3))) > 0.09
    step = 2.0 / height
    at_u, at_v = u[edge], v[edge]
    sums = np.zeros((at_u.size, 4), np.float32)
    offsets = ((-0.375, 0.125), (0.125, 0.375), (0.375, -0.125), (-0.125, -0.375))
    for du, dv in offsets:
        one = in_tiles(trace, at_u + np.float32(du * step), at_v + np.float32(dv * step))
        one[:, :3] = np.minimum(one[:, :3], 4)
        sums += one
    cover = sums[:, 3:] / len(offsets)
    sums[:, :3] /= np.maximum(sums[:, 3:], 1e-3)
    flat[edge] = np.concatenate([sums[:, :3], cover], 1)
    return flat[..., :3], flat[..., 3]


def bounds(camera: Camera, ray: Vector, scene: Scene) -> tuple[Floats, Floats]:
    """Where a ray enters and leaves the upright cylinder that holds all that is in focus."""
    ox, _, oz = (np.float32(one) for one in camera.place)
    a = ray[0] ** 2 + ray[2] ** 2
    b = ox * ray[0] + oz * ray[2]
    root = b * b - a * (ox * ox + oz * oz - np.float32(1.04))
    inside = np.sqrt(np.maximum(root, 0))
    near, far = (-b - inside) / a, (-b + inside) / a
    oy = np.float32(camera.place[1])
    slope = np.where(np.abs(ray[1]) < 1e-5, np.float32(1e-5), ray[1])
    low, high = (np.float32(-0.36) - oy) / slope, (np.float32(scene.top) - oy) / slope
    near, far = np.maximum(near, np.minimum(low, high)), np.minimum(far, np.maximum(low, high))
    return np.maximum(near, 0.01).astype(np.float32), np.where(root > 0, far, -1).astype(np.float32)


def backdrop(scene: Scene, camera: Camera, width: int, height: int) -> Floats:
    """Floor, wall and props, traced at half the size and blurred with their distance."""
    w, h = width // 2, height // 2
    u, v = np.meshgrid(
        (np.arange(w, dtype=np.float32) + 0.5 - w / 2) / (h / 2),
        (h / 2 - np.arange(h, dtype=np.float32) - 0.5) / (h / 2),
    )
    ground = FLOOR_OF[sum(1 for one, _ in scene.parts[-2:] if is_podium(one))]
    product = union([one for one, _ in scene.parts])
    moved = [(around(one, scene), surface) for one, surface in scene.props]
    props = union([one for one, _ in moved])
    floor_color, wall_color = np.array(scene.floor, np.float32), np.array(scene.wall, np.float32)
    key = KEY / np.linalg.norm(KEY)
    bend = 0.9  # radius of the curve in which the floor becomes the wall
    depth = -3.1

    def sweep(x: Floats, y: Floats, z: Floats) -> Floats:
        away = turned(scene, np.stack([x, y, z]))[2]
        inner = np.sqrt(np.maximum(depth + bend - away, 0) ** 2 + np.maximum(ground + bend - y, 0) ** 2)
        corner = bend - inner
        plain = np.minimum(y - ground, away - depth)
        return np.where((away < depth + bend) & (y < ground + bend), corner, plain).astype(np.float32)

    room = union([sweep, props])
    occluders = union([product, props])

    def trace(a: Floats, b: Floats) -> Floats:
        ray = camera.rays(a, b)
        origin = tuple(np.full(a.shape, one, np.float32) for one in camera.place)
        t = march(room, origin, ray, np.full(a.shape, 0.5, np.float32), np.full(a.shape, FAR, np.float32), 70)  # type: ignore[arg-type]
        t = np.where(np.isfinite(t), t, FAR)
        p = tuple(o + r * t for o, r in zip(origin, ray, strict=True))
        on_prop = props(*p) < 0.004
        color = np.empty((a.size, 3), np.float32)
        if on_prop.any():
            color[on_prop] = shade(scene, room, tuple(c[on_prop] for c in p), tuple(r[on_prop] for r in ray), moved)  # type: ignore[arg-type]
        rest = ~on_prop
        if rest.any():
            q = tuple(c[rest] for c in p)
            up = np.clip((q[1] - ground) / bend, 0, 1)
            n = sweep_normal(scene, up)
            lit = shadow(
                occluders,
                tuple(c + m * np.float32(0.01) for c, m in zip(q, n, strict=True)),
                tuple(np.full(q[0].shape, k, np.float32) for k in key),
                5.5,
                3.0,
                22,
            )  # type: ignore[arg-type]
            facing = np.clip(n[0] * key[0] + n[1] * key[1] + n[2] * key[2], 0, 1)
            if scene.blinds:
                lit = lit * blinds(scene, q)
            seen = occlusion(occluders, q, n)
            base = floor_color + (wall_color - floor_color) * up[:, None]
            light = (lit * facing)[:, None] * np.array(scene.key_color, np.float32) * scene.key_power * 0.5
            light = light + (seen * scene.sky * 0.86)[:, None]
            if scene.lamp:
                light = light + bulb(scene, q, n, seen)
            color[rest] = base * light
        return np.concatenate([color, t[:, None]], 1).astype(np.float32)

    traced = in_tiles(trace, u.ravel(), v.ravel()).reshape(h, w, 4)
    picture, far = traced[..., :3], traced[..., 3]
    focus = np.clip((far - scene.zoom - 0.35) / 2.6, 0, 1)
    layers = [picture] + [blurred(picture, PLANE_BLUR / 2 * share) for share in (0.33, 0.66, 1.0)]
    level = blurred(focus.astype(np.float32), 6) * (len(layers) - 1)
    result = np.zeros_like(picture)
    for index, layer in enumerate(layers):
        result += layer * np.clip(1 - np.abs(level - index), 0, 1)[..., None]
    return np.asarray(cv2.resize(result, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def is_podium(distance: object) -> bool:
    probe = np.zeros(1, np.float32)
    inside = min(float(distance(probe, probe + y, probe)[0]) for y in (-0.08, -0.25))  # type: ignore[operator]
    return inside < 0


def around(distance: object, scene: Scene) -> object:
    def moved(x: Floats, y: Floats, z: Floats) -> Floats:
        return distance(*turned(scene, np.stack([x, y, z])))  # type: ignore[operator, no-any-return]

    return moved


def sweep_normal(scene: Scene, up: Floats) -> Vector:
    """The normal turns from up to forward along the curve."""
    yaw = np.radians(scene.yaw)
    forward = np.sin(up * np.pi / 2)
    return (
        (forward * np.sin(yaw)).astype(np.float32),
        np.cos(up * np.pi / 2).astype(np.float32),
        (forward * np.cos(yaw)).astype(np.float32),
    )


def blinds(scene: Scene, p: Vector) -> Floats:
    """Soft bars of light across the scene, with a plant's leaf or two in them."""
    x, y, z = turned(scene, np.stack(p))
    a, b = x * 0.86 + y * 0.42 - z * 0.20, y * 0.9 - x * 0.42 + z * 0.35
    bars = np.clip(0.5 + 2.2 * np.sin(b * 6.2 + 0.8), 0, 1)
    pane = np.clip((np.sin(a * 1.9 + 0.4) + 0.82) * 3, 0, 1)
    return (0.50 + 0.62 * bars * pane).astype(np.float32)


def with_steam(picture: Floats, seed: int) -> Floats:
    """Two faint wisps above the cup."""
    height, width = picture.shape[:2]
    mist = np.zeros((height, width), np.float32)
    rng = np.random.default_rng(seed)
    for start, tall in ((0.475, 0.30), (0.515, 0.36)):
        rise = np.linspace(0, 1, 220)
        sway = 0.012 * np.sin(rise * rng.uniform(6, 8) + rng.uniform(0, 6)) * (0.3 + rise)
        for at, drift, one in zip(rise, sway, np.sin(rise * np.pi) ** 1.2, strict=True):
            center = (int((start + drift) * width), int((0.335 - at * tall) * height))
            cv2.circle(mist, center, int((0.004 + 0.011 * at) * width), float(one), -1)
    mist = blurred(mist, width / 85)
    return np.asarray(picture + (1 - picture) * (0.17 * mist / max(float(mist.max()), 1e-6))[..., None], np.float32)


def save(picture: Floats, scene: Scene, path: Path) -> Path:
    """Enlarged, with a vignette and fine grain; 12 megapixels."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    picture = picture * (1 - 0.13 * np.clip(x * x + y * y - 0.35, 0, 2))[..., None]
    size = SIZE[::-1] if scene.portrait else SIZE
    grain = np.random.default_rng(scene.grain).normal(0, 2.4, (height, width, 1)).astype(np.float32)
    large = cv2.resize(np.clip(picture * 255 + grain, 0, 255).astype(np.uint8), size, interpolation=cv2.INTER_CUBIC)
    photo = Image.fromarray(large)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Northlight", "Studio"
    if scene.portrait:
        photo = photo.transpose(Image.Transpose.ROTATE_90)
        exif[0x0112] = 6  # to be turned clockwise for display
    photo.save(path, quality=91, exif=exif)
    return path
