"""One module a screen: what a use case reported is shown, what a form asked for is asked of a use case."""
