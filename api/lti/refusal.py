"""What is refused, in words for whoever sits before the platform's page; never more than they can use."""

from fastapi import HTTPException


def refuse(words: str, status: int = 400) -> HTTPException:
    """An error to be raised."""
    return HTTPException(status, words)
