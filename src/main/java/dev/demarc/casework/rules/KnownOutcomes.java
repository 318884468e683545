package dev.demarc.casework.rules;

import java.util.List;

/** How cases can end, for rules that name it. */
public interface KnownOutcomes {

  List<String> slugs();

  /** The slug of what somebody named, also by an older word; what cannot be one stays. */
  String named(String text);
}
