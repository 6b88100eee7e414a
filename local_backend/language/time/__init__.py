"""Wishes about time: cuts, splits, silences, speed, holds, loops, transitions by number, fades from and to black."""
