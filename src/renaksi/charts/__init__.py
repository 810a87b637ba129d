"""Charts: Vega-Lite specs written with Altair and drawn here as SVG or PNG, the same on screen and paper. Pure, no Django."""
