"""Pages for teachers: one module a noun, templates and static files beside them."""
