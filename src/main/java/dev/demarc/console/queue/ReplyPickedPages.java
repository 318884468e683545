package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.drafts.ReplyTemplates;
import dev.demarc.finding.filter.FilterText;
import dev.demarc.replies.BulkReplies;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Writes one reply about all cases that are selected: first what each reader would get. */
@Path("/replies")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ReplyPickedPages {

  /** What is typed in the form. */
  public record TypedReply(
      List<String> picked, String body, String subject, boolean xarf, String filter) {}

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance reply(
        TypedReply typed,
        List<ReplyTemplates.ReplyTemplate> templates,
        BulkReplies.@Nullable Preview preview,
        @Nullable String problem);
  }

  private final BulkReplies replies;
  private final ReplyTemplates templates;
  private final QueuePages queue;
  private final CurrentActor actor;

  ReplyPickedPages(
      BulkReplies replies, ReplyTemplates templates, QueuePages queue, CurrentActor actor) {
    this.replies = replies;
    this.templates = templates;
    this.queue = queue;
    this.actor = actor;
  }

  /**
   * @param template what to put below what is written already; null or empty for nothing
   */
  @POST
  @Path("preview")
  public RestResponse<Object> preview(
      @FormParam("case") List<String> picked,
      @FormParam("body") String body,
      @FormParam("subject") String subject,
      @FormParam("template") String template,
      @FormParam("xarf") String xarf,
      @FormParam("f") String filter) {
    var written = body == null ? "" : body;
    var inserted =
        templates
            .find(template == null ? "" : template)
            .map(t -> (written.isBlank() ? "" : written.stripTrailing() + "\n\n") + t.body())
            .orElse(written);
    var typed = typed(picked, inserted, subject, xarf, filter);
    if (typed.picked().isEmpty()) {
      return page(
          422, typed, null, "Select cases first: with the boxes, or with x on the keyboard.");
    }
    if (inserted.isBlank()) {
      return page(200, typed, null, null);
    }
    try {
      return page(200, typed, replies.preview(wish(typed)), null);
    } catch (Problem problem) {
      return page(problem.type().status(), typed, null, ProblemWords.of(problem));
    }
  }

  /** The list again, with what was done; and where some were refused, which and why. */
  @POST
  public RestResponse<Object> send(
      @FormParam("case") List<String> picked,
      @FormParam("body") String body,
      @FormParam("subject") String subject,
      @FormParam("xarf") String xarf,
      @FormParam("f") String filter) {
    var typed = typed(picked, body, subject, xarf, filter);
    try {
      var result = replies.send(wish(typed), actor.get());
      var count = String.valueOf(result.written().size());
      if (!result.refused().isEmpty()) {
        return queue.refused(
            filter,
            result.refused().stream().map(r -> r.key() + ": " + r.detail()).toList(),
            PickedChange.message("reply", count).orElse(null));
      }
      var shown = filter == null || filter.isBlank() ? FilterText.DEFAULT : filter;
      return PageResponses.seeOther("/?f=" + encoded(shown) + "&did=reply&cases=" + count);
    } catch (Problem problem) {
      return page(problem.type().status(), typed, null, ProblemWords.of(problem));
    }
  }

  private static TypedReply typed(
      List<String> picked, String body, String subject, @Nullable String xarf, String filter) {
    return new TypedReply(
        picked == null ? List.of() : picked,
        body == null ? "" : body,
        subject == null ? "" : subject,
        xarf != null,
        filter == null ? "" : filter);
  }

  private static BulkReplies.Wish wish(TypedReply typed) {
    return new BulkReplies.Wish(
        typed.picked(), typed.body(), TypedText.orNull(typed.subject()), typed.xarf());
  }

  private RestResponse<Object> page(
      int status,
      TypedReply typed,
      BulkReplies.@Nullable Preview preview,
      @Nullable String problem) {
    return PageResponses.rendered(
        status, Templates.reply(typed, templates.all(), preview, problem));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
