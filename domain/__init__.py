"""The words of the house: policy, item, criterion, company, fact, chain, and the codes they use.

Owns the vocabulary, the criteria tree and the file formats of readings and companies;
imports nothing of ours.
"""
