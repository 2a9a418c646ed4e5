"""Pictures and documents for paper and slides. Knows no Qt."""
