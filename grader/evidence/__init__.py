"""The evidence engine: what of the material an essay uses, and how faithfully."""
