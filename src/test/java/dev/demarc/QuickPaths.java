package dev.demarc;

import groovy.lang.Binding;
import groovy.lang.DelegatingMetaClass;
import groovy.lang.GroovyShell;
import groovy.lang.GroovySystem;
import groovy.lang.Script;
import io.restassured.internal.path.json.JSONAssertion;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has REST Assured read paths in JSON without compiling a script for each reading, where more than
 * half of the processor time of the tests went. Plain paths such as {@code items[0].id} are read by
 * Groovy's own rules; a filter such as {@code items.find { it.id == 'x' }} is compiled once,
 * whatever it compares with. Anything else stays as it is.
 */
class QuickPaths implements BeforeAllCallback {

  private static final AtomicBoolean INSTALLED = new AtomicBoolean();

  @Override
  public void beforeAll(ExtensionContext context) {
    if (INSTALLED.compareAndSet(false, true)) {
      var quick = new QuickReading();
      quick.initialize();
      GroovySystem.getMetaClassRegistry().setMetaClass(JSONAssertion.class, quick);
    }
  }

  private static final class QuickReading extends DelegatingMetaClass {

    private static final String NAME = "(?!class\\b|properties\\b)[A-Za-z_][A-Za-z_0-9]*";
    private static final String INDEX = "\\[-?[0-9]{1,9}\\]";
    private static final Pattern STEP = Pattern.compile(NAME + "|" + INDEX);
    private static final Pattern PLAIN =
        Pattern.compile("(?:%1$s|%2$s)(?:\\.%1$s|%2$s)*".formatted(NAME, INDEX));

    private static final String TEXT = "'[^'\\\\\n]*'";
    private static final String TEST =
        " *(?:it|%1$s)(?:\\.%1$s)* *(?:==|!=) *%2$s *".formatted(NAME, TEXT);
    private static final Pattern QUOTED = Pattern.compile(TEXT);
    private static final Pattern FILTER =
        Pattern.compile(
            "%1$s(?:\\.%1$s|%2$s)*\\.(?:find|findAll|count|any) *\\{%3$s(?:&&%3$s)*\\}(?:\\.%1$s|%2$s|\\.size\\(\\))*"
                .formatted(NAME, INDEX, TEST));

    private final Map<String, Class<? extends Script>> compiled = new ConcurrentHashMap<>();

    QuickReading() {
      super(JSONAssertion.class);
    }

    @Override
    public Object invokeMethod(
        Class sender, Object reading, String method, Object[] arguments, boolean sup, boolean in) {
      if (method.equals("getAsJsonObject") && reading instanceof JSONAssertion assertion) {
        var path = assertion.getKey();
        boolean parameters = assertion.getParams() != null && !assertion.getParams().isEmpty();
        if (PLAIN.matcher(path).matches()) {
          return walk(arguments[0], path);
        } else if (!parameters && FILTER.matcher(path).matches()) {
          return filter(arguments[0], path);
        }
      }
      return super.invokeMethod(sender, reading, method, arguments, sup, in);
    }

    private static Object walk(Object json, String path) {
      Object at = json;
      for (var step : STEP.matcher(path).results().map(MatchResult::group).toList()) {
        if (at == null) {
          return null;
        }
        at =
            step.startsWith("[")
                ? InvokerHelper.invokeMethod(
                    at, "getAt", Integer.valueOf(step.substring(1, step.length() - 1)))
                : InvokerHelper.getProperty(at, step);
      }
      return at;
    }

    private Object filter(Object json, String path) {
      var variables = new HashMap<String, Object>(Map.of("json", json));
      var expression =
          QUOTED
              .matcher(path)
              .replaceAll(
                  quoted -> {
                    var name = "text" + variables.size();
                    var text = quoted.group();
                    variables.put(name, text.substring(1, text.length() - 1));
                    return name;
                  });
      var script =
          compiled.computeIfAbsent(
              "json." + expression, source -> new GroovyShell().parse(source).getClass());
      try {
        return InvokerHelper.createScript(script, new Binding(variables)).run();
      } catch (NullPointerException missing) {
        // as REST Assured has it: nothing was found to go on from
        var why = String.valueOf(missing.getMessage());
        if (why.equals("Cannot invoke method getAt() on null object")
            || (why.startsWith("Cannot get property") && why.endsWith("on null object"))) {
          return null;
        }
        throw new IllegalArgumentException(path, missing);
      }
    }
  }
}
