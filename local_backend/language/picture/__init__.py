"""Wishes about what is seen: texts, looks, motion, logos, pictures beside each other; and what cannot be done.

``staying`` says where and when a text that is there stays.
"""
