"""The parts of the screens. Each draws what it is handed and posts messages upwards; none reaches into another."""
