package dev.demarc.console.finding;

import dev.demarc.access.Roles;
import dev.demarc.finding.FilterSuggestions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What a filter that is being typed may become: options for its field, and no page. */
@Path("/filter-suggestions")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class SuggestionPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance options(List<FilterSuggestions.Suggestion> suggestions);
  }

  private final FilterSuggestions suggestions;

  SuggestionPages(FilterSuggestions suggestions) {
    this.suggestions = suggestions;
  }

  @GET
  public TemplateInstance options(@QueryParam("f") String typed) {
    return Templates.options(suggestions.of(typed));
  }
}
