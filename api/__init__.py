"""The service around the grader: it uses the engine, the engine never uses it."""
