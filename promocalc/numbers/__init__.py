"""Number systems: what an amount is, while a rule's meaning stays one and the same.

``exact`` computes with integers, ``table`` with NumPy columns (a scenario is a
row), ``record`` writes down what was asked of the amounts as straight-line
Python, ``formula`` as equations; ``along`` follows one number and its law,
``bounds`` works with intervals. All stand behind :class:`~promocalc.numbers.protocol.Numbers`.
"""
