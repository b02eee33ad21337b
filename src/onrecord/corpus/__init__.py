"""Uses of a pipeline and a record together: whole collections are added, watched, read again, backed up.

Captures are durable in the archive before they are read, readings are durable in the record before they are reported;
so every function here can be stopped at any point and called again.  Nothing here talks to a person.
"""
