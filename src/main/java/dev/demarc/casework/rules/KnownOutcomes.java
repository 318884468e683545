package dev.demarc.casework.rules;

import java.util.List;

/** How cases can end, for rules that name it. */
public interface KnownOutcomes {

  List<String> slugs();
}
