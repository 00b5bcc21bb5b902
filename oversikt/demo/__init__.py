"""Demo data: one competence centre's network round Bergen, with invented people, on any date."""
