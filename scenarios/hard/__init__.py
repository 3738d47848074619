"""Hard cases: names, numbers, amounts, days and orders of events at which connectors break."""
