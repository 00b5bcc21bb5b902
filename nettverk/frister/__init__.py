"""The deadline engine: rules, steps, the sweep, and the reminder mail."""
