"""Pictures of pages, scanned or photographed: straightened, ruled into a grid, read line by line, ticks and shades by pixels.

Everything works on pages of about 200 dots an inch; lengths in pixels below mean that. OpenCV, numpy and the model that
reads letters are loaded only when a picture comes.
"""
