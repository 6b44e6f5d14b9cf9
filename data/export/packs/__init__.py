"""What is given out of the house: inspection, handover, noticeboard."""
