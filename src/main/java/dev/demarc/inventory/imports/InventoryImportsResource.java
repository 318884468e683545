package dev.demarc.inventory.imports;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes lists of what a desk owns, as CSV or as AWS's command line writes them. */
@Path("/api/v1/inventory/imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Inventory")
public class InventoryImportsResource {

  private final InventoryImports imports;
  private final CurrentActor actor;

  InventoryImportsResource(InventoryImports imports, CurrentActor actor) {
    this.imports = imports;
    this.actor = actor;
  }

  @POST
  @Consumes({"text/csv", MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Import a list of accounts, ranges and resources",
      description =
          """
          Takes CSV with a header, or the JSON of `aws organizations list-accounts`, `aws ec2 \
          describe-addresses`, `describe-instances`, `describe-network-interfaces` and `aws \
          configservice select-aggregate-resource-config`. With `dryRun=true` it only tells what \
          would be added, changed and ended. Where a line is wrong, nothing changes and the answer \
          (422) names the first hundred; `onMistakes=skip` takes the others. With `source` and \
          `complete=true` what the source listed before and does not list any more ends. Of what \
          has another owner or account, the entry that is there ends at `asOf` (now where absent) \
          and a new one begins, so that an event is read by who held it then. `owner` and `account` \
          are those of lines that name none.\
          """)
  @RequestBody(
      content = {
        @Content(
            mediaType = "text/csv",
            examples =
                @ExampleObject(
                    value =
                        "cidr,owner,contact,account_id,environment,tags\n"
                            + "198.51.100.0/24,Shop team,shop@example.com,123456789012,production,"
                            + "team=shop;tier=web\n")),
        @Content(
            mediaType = "application/json",
            examples =
                @ExampleObject(
                    value =
                        "{\"Addresses\": [{\"PublicIp\": \"198.51.100.7\", \"InstanceId\":"
                            + " \"i-0abc1234def567890\", \"NetworkBorderGroup\": \"eu-west-1\","
                            + " \"Tags\": [{\"Key\": \"Owner\", \"Value\": \"Shop team\"}]}]}"))
      })
  public ImportResult take(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @QueryParam("dryRun") String dryRun,
      @QueryParam("onMistakes") String onMistakes,
      @QueryParam("source") String source,
      @QueryParam("complete") String complete,
      @QueryParam("asOf") String asOf,
      @QueryParam("owner") String owner,
      @QueryParam("account") String account,
      InputStream body) {
    var options =
        new ImportOptions(
            flag("dryRun", dryRun),
            skips(onMistakes),
            source,
            flag("complete", complete),
            time(asOf),
            owner,
            account);
    var by = actor.get().name();
    boolean json =
        contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
    return json ? imports.aws(body, options, by) : imports.csv(body, options, by);
  }

  private static boolean flag(String name, String text) {
    if (text == null || text.isBlank() || text.equalsIgnoreCase("false")) {
      return false;
    }
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    throw Problem.invalid(name, "must be true or false");
  }

  private static boolean skips(String text) {
    if (text == null || text.isBlank() || text.equals("refuse")) {
      return false;
    }
    if (text.equals("skip")) {
      return true;
    }
    throw Problem.invalid("onMistakes", "must be refuse or skip");
  }

  private static @Nullable Instant time(String text) {
    try {
      return text == null || text.isBlank() ? null : Instant.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw Problem.invalid("asOf", "must be a time such as 2026-11-20T10:15:00Z");
    }
  }
}
