"""What a rating is and what follows from it: pure values and rules, no disk, no clock, no words for the screen."""
