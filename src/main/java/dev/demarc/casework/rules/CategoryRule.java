package dev.demarc.casework.rules;

/** A rule for the cases of one category, or for all that have none of their own. */
interface CategoryRule {

  String ALL = "all";

  /** A slug, or {@link #ALL}. */
  String category();

  /** What it says, for the list of changes. */
  String inWords();
}
