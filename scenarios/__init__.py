"""What is proved, in the words of the business."""
