"""Webhooks: other programs hear of what happened, signed as Standard Webhooks say (https://www.standardwebhooks.com)."""
