"""Plates: three-ink prints drawn in code, for an archive that has few photographs yet.

What makes it a print:

1. Three inks and the sheet. A fourth colour is only where second lies over third (`over`).
2. Dark is the block, light is the cut. Light is taken out of a solid with gouges pointed at both
   ends; it is never a thin outline laid on top, a gradient or a transparency.
3. Passage from dark to light is a row of teeth, not a tint. The light comes from the left.
4. Nothing is quite straight or round: every mark wavers a little, from the seed.
5. A cut follows the thing: down the thatch, round the gong, along the water.
6. One idea to a plate. Key ink carries the subject; what lies far goes to second or third.
7. Faces carry no features. Figures are small, whole, and busy.

A new plate is an entry in `scenes/`, its words in `captions.toml`, its place in `chosen.py`;
`manage.py print_plates` then prints it. README.md says what is not drawn.
"""
