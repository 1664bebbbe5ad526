"""What the numbers say, and how sure one can be of it: the arithmetic of the ledger.

Every function here is pure: plain numbers come in, and a number comes out together with its range,
or a refusal that says in a sentence why there is no answer. Nothing here knows of schools' entries,
of a database or of a day, so whoever doubts a figure can do the sum again by hand.

* effect_size, change, proportion, rate   how far something moved
* synthesis, trend                  what several schools, or several years, say together
* two_raters, many_raters, moderation, comparative_judgement   whether colleagues judge alike
* network, isolation                who works with whom, and who with nobody
* similarity, pairing               which schools are alike, and who could learn from whom
* shares, value_for_money, provider what it cost, who paid, and whom it was paid to
* estimate                          how a number carries its doubt
* cholesky                          the equations behind a scale of judgements
* given, no_answer                  what may be asked at all
"""
