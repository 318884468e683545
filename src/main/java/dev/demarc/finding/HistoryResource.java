package dev.demarc.finding;

import dev.demarc.access.Roles;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of an indicator, an account, a reporter before. */
@Path("/api/v1/history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class HistoryResource {

  private final Histories histories;

  HistoryResource(Histories histories) {
    this.histories = histories;
  }

  @GET
  @Operation(
      summary = "History of an indicator, an account or a reporter",
      description =
          "How often it came, how that ended, the share of false reports, how often it came back"
              + " after it was over. Of the newest 1,000 cases that you see; more says whether"
              + " there are others. Give one of the three.")
  public History read(
      @Parameter(example = "203.0.113[.]7") @QueryParam("indicator") String indicator,
      @Parameter(example = "123456789012") @QueryParam("account") String account,
      @Parameter(example = "abuse@isp.example") @QueryParam("reporter") String reporter) {
    if (Stream.of(indicator, account, reporter).filter(v -> v != null && !v.isBlank()).count()
        != 1) {
      throw Problem.invalid("indicator", "give one of indicator, account and reporter");
    }
    return indicator != null && !indicator.isBlank()
        ? histories.of("indicator", indicator)
        : account != null && !account.isBlank()
            ? histories.of("account", account)
            : histories.of("reporter", reporter);
  }
}
