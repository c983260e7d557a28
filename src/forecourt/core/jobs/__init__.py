"""Work that takes longer than a page: a queue in the database, a worker, schedules, progress and a result."""
