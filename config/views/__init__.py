"""Pages that stand above the apps: public texts, the style guide, pages composed of several."""
