package dev.demarc.console.finding;

import dev.demarc.finding.SavedView;
import dev.demarc.finding.SavedViews;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The saved views that stand beside every page. */
@Named("keptViews")
@RequestScoped
public class KeptViews {

  private static final int SHOWN = 20;

  private final SavedViews views;
  private @Nullable List<SavedView> all;

  KeptViews(SavedViews views) {
    this.views = views;
  }

  public List<SavedView> getAll() {
    if (all == null) {
      all = views.all().stream().limit(SHOWN).toList();
    }
    return all;
  }

  public boolean isAny() {
    return !getAll().isEmpty();
  }
}
