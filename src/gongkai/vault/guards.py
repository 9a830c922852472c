"""A held form is written once: nobody can put other words under somebody's name."""

from gongkai.ledger.triggers import Guard

GUARDS = (
    Guard("held_form_no_update", "vault_heldform", "UPDATE", "1 = 1", "保留的表单不能改动。"),
    Guard(
        "held_form_no_replace",
        "vault_heldform",
        "INSERT",
        "EXISTS (SELECT 1 FROM vault_heldform existing WHERE existing.id = NEW.id)",
        "保留的表单不能改动。",
    ),
)
