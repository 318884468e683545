package dev.demarc.console.preferences;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.drafts.ConsoleSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** How a person wants the console, chosen where it shows. */
@Path("/preferences")
@RolesAllowed({Roles.ANALYST, Roles.AUDITOR})
@Produces(MediaType.TEXT_HTML)
public class PreferencePages {

  private final ConsoleSettings settings;
  private final CurrentActor actor;

  PreferencePages(ConsoleSettings settings, CurrentActor actor) {
    this.settings = settings;
    this.actor = actor;
  }

  /** Single keys act on a page, or they don't: for those who dictate, or type with a switch. */
  @POST
  @Path("keys")
  public RestResponse<Object> keys(@FormParam("keys") String keys) {
    settings.set(actor.username(), ConsoleSettings.Name.KEYS, "off".equals(keys) ? "off" : "on");
    return back();
  }

  /** Which columns the queue shows. */
  @POST
  @Path("columns")
  public RestResponse<Object> columns(@FormParam("column") List<String> columns) {
    var chosen = columns == null ? List.<String>of() : columns.stream().limit(40).toList();
    settings.set(actor.username(), ConsoleSettings.Name.QUEUE_COLUMNS, String.join(" ", chosen));
    return back();
  }

  private static RestResponse<Object> back() {
    return PageResponses.seeOther("/");
  }
}
