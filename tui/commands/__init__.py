"""The verbs of `amis`, a module each: `configure` says what it takes, `run` does it."""
