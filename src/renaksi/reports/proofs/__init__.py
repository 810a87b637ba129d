"""All proofs of a period: the index as XLSX, and a ZIP foldered as the plan with a manifest of hashes."""
