"""The firm's own policies and procedures, who acknowledged them, training (PRACTICE I1, I2)."""
