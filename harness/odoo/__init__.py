"""The Odoo side: one protocol with two transports, seeding, snapshots, facts."""
