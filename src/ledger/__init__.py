"""What is true: the acts, the rules, the log, the views. Knows nothing of the web.

The way in, from the inside out:

    domain        the rules: every kind of act, what it says, when it may be said
    statistics    the arithmetic: plain numbers in, a number with its doubt out
    log           the one place where events are kept, in order, with their proofs
    envelope      what is put round an entry when it is written, and opened when it is read
    application   the one door by which anything is written
    register      the register of English schools, read into the ledger
    projections   the views: what the events add up to, now and at any time before
    example       made-up schools and their story, so that every question has an answer
"""
