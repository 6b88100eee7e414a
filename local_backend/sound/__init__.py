"""What is heard: the mix as ffmpeg arguments, and music made from nothing but a seed."""
