namespace hallwright {}
