"""The mapping rules, one scenario for each answer to each question."""
