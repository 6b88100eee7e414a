"""What the scripts of this skill share: settings, the store, the wire, jobs and the command line.

Nothing is imported here, so that a script's ``--help`` costs no more than it must.
"""
