"""What is current, why not, and running what is not."""
