-- All at once, as tables refer to each other.
truncate /* relations */
