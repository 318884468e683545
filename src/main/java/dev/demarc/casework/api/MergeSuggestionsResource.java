package dev.demarc.casework.api;

import dev.demarc.access.Roles;
import dev.demarc.casework.merging.MergeSuggestion;
import dev.demarc.casework.merging.MergeSuggestions;
import dev.demarc.shared.CaseKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Open cases that look like the same matter. */
@Path("/api/v1/cases/{key}/merge-suggestions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class MergeSuggestionsResource {

  /** Ten at most: not paged. */
  public record All(List<MergeSuggestion> items, @Nullable String next) {}

  private final MergeSuggestions suggestions;

  MergeSuggestionsResource(MergeSuggestions suggestions) {
    this.suggestions = suggestions;
  }

  @GET
  @Operation(
      summary = "Lists open cases that look like the same matter",
      description =
          "That name the same address or resource as a source, the same site in the same category,"
              + " or are of the same category and account within two weeks; each with the reasons.")
  public All list(@PathParam("key") String key) {
    return new All(suggestions.of(CaseKey.require(key)), null);
  }
}
