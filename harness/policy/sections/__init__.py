"""The sections of the policy, one subject a file."""
