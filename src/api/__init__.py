"""The door: GraphQL for any front end, and the command. It decides nothing."""
