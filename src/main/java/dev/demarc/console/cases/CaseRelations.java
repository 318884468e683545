package dev.demarc.console.cases;

import dev.demarc.casework.links.CaseLink;
import dev.demarc.casework.links.CaseLinks;
import dev.demarc.casework.links.LinkKind;
import dev.demarc.casework.links.RelatedKeys;
import dev.demarc.casework.merging.MergeSuggestion;
import dev.demarc.casework.merging.MergeSuggestions;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which other cases belong to the one that a page shows, or may. */
@Named("relations")
@RequestScoped
public class CaseRelations {

  private final CaseLinks links;
  private final MergeSuggestions suggestions;
  private final RelatedKeys related;

  /** A page shows them at two places. */
  private final Map<String, List<MergeSuggestion>> found = new HashMap<>();

  CaseRelations(CaseLinks links, MergeSuggestions suggestions, RelatedKeys related) {
    this.links = links;
    this.suggestions = suggestions;
    this.related = related;
  }

  public List<CaseLink> links(String key) {
    return links.of(new CaseKey(key));
  }

  public List<LinkKind> getKinds() {
    return List.of(LinkKind.values());
  }

  /** Open cases that look like the same matter; none where this one is not seen. */
  public List<MergeSuggestion> suggestions(String key) {
    return found.computeIfAbsent(key, this::find);
  }

  private List<MergeSuggestion> find(String key) {
    try {
      return suggestions.of(new CaseKey(key));
    } catch (Problem notSeen) {
      return List.of();
    }
  }

  /** The keys of those that were merged into it. */
  public List<String> merged(String key) {
    return related.mergedInto(new CaseKey(key));
  }

  /** The keys of cases out of which reports were taken into it, which can be taken back. */
  public List<String> splitFrom(String key) {
    return related.splitFrom(new CaseKey(key));
  }
}
