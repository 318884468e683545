package dev.demarc.responsibility.matrix;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the matrix file and checks it; every complaint names the line. */
final class ReadMatrix {

  private static final Set<Layer> ALWAYS_AWS =
      Set.of(Layer.PLATFORM, Layer.HOST, Layer.NETWORK, Layer.HARDWARE);
  private static final Set<Layer> ALWAYS_CUSTOMER =
      Set.of(Layer.DATA, Layer.APPLICATION, Layer.IAM);

  private final YamlNode file;
  private final Map<String, Cell.Source> sources = new HashMap<>();
  private final Map<String, ServiceRow> rows = new LinkedHashMap<>();

  ReadMatrix(YamlNode file) {
    this.file =
        file.onlyWith(
            Set.of("version", "sources", "layers", "classes", "services", "by-class", "unknown"));
  }

  Matrix matrix() {
    readSources();
    checkLayers();
    for (YamlNode service : file.get("services").items()) {
      add(service, listedRow(service));
    }
    file.get("by-class").fields().forEach(this::addByClass);
    var unknown = file.get("unknown").onlyWith(Set.of("class", "source"));
    add(
        unknown,
        row(unknown, Matrix.UNKNOWN, serviceClass(unknown.get("class")), List.of(), false));
    rows.values().forEach(this::checkAnswers);
    return new Matrix(file.get("version").text(), rows.values());
  }

  private void readSources() {
    file.get("sources")
        .fields()
        .forEach(
            (key, node) -> {
              node.onlyWith(Set.of("title", "url"));
              sources.put(key, new Cell.Source(node.get("title").text(), node.get("url").text()));
            });
  }

  private void checkLayers() {
    var layers = file.get("layers");
    layers.fields().forEach((name, node) -> layer(name, node));
    for (Layer layer : Layer.values()) {
      var node = layers.get(layer.slug());
      if (layer.isAcross() && side(node.get("side")) != Responsibility.SHARED) {
        throw node.invalid(layer.slug() + " runs across the stack and is always shared");
      }
      node.get("aws").text();
      node.get("customer").text();
    }
    for (ServiceClass serviceClass : ServiceClass.values()) {
      file.get("classes").get(serviceClass.slug());
    }
  }

  private ServiceRow listedRow(YamlNode node) {
    node.onlyWith(
        Set.of("name", "class", "aliases", "source", "stated", "like", "cells", "varies"));
    return row(
        node,
        node.get("name").text(),
        serviceClass(node.get("class")),
        node.textsOrNone("aliases"),
        true);
  }

  private void addByClass(String slug, YamlNode services) {
    var serviceClass =
        ServiceClass.of(slug).orElseThrow(() -> services.invalid("no class is named " + slug));
    for (YamlNode names : services.items()) {
      var all = names.texts();
      if (all.isEmpty()) {
        throw names.invalid("a service needs a name");
      }
      var node = new YamlNode(Map.of(), names.line(), names.file());
      add(names, row(node, all.get(0), serviceClass, all.subList(1, all.size()), false));
    }
  }

  private ServiceRow row(
      YamlNode node, String name, ServiceClass serviceClass, List<String> aliases, boolean listed) {
    var cells = new EnumMap<Layer, Cell>(Layer.class);
    Cell.Source own = node.has("source") ? source(node.get("source")) : null;
    for (Layer layer : Layer.values()) {
      cells.put(layer, baseCell(layer, serviceClass, own, node));
    }
    cells.values().removeIf(java.util.Objects::isNull);
    if (node.has("like")) {
      var like = rows.get(node.get("like").text());
      if (like == null) {
        throw node.get("like").invalid("no service above is named " + node.get("like").text());
      }
      cells.clear();
      cells.putAll(like.cells());
    }
    if (node.has("cells")) {
      node.get("cells").fields().forEach((layer, cell) -> overlay(cells, layer, cell, own, node));
    }
    check(node, name, cells);
    return new ServiceRow(name, serviceClass, listed, aliases, cells, variation(node));
  }

  private @Nullable Cell baseCell(
      Layer layer, ServiceClass serviceClass, Cell.@Nullable Source own, YamlNode node) {
    var common = file.get("layers").get(layer.slug());
    var ofClass = file.get("classes").get(serviceClass.slug()).fields().get(layer.slug());
    if (ofClass != null && ofClass.isText() && ofClass.text().equals("none")) {
      return null;
    }
    var cell = cell(layer, ofClass != null ? ofClass : common);
    boolean stated = node.has("stated") && node.get("stated").bool() && own != null;
    if (ofClass != null && own != null) {
      return new Cell(
          layer, cell.responsibility(), cell.awsPart(), cell.customerPart(), own, stated);
    }
    return cell;
  }

  private void overlay(
      Map<Layer, Cell> cells,
      String layerName,
      YamlNode node,
      Cell.@Nullable Source own,
      YamlNode service) {
    Layer layer = layer(layerName, node);
    if (node.isText() && node.text().equals("none")) {
      cells.remove(layer);
      return;
    }
    var cell = cell(layer, node);
    if (own != null && (node.isText() || !node.has("source"))) {
      boolean stated = service.has("stated") && service.get("stated").bool();
      cell =
          new Cell(layer, cell.responsibility(), cell.awsPart(), cell.customerPart(), own, stated);
    }
    cells.put(layer, cell);
  }

  private Cell cell(Layer layer, YamlNode node) {
    var common = file.get("layers").get(layer.slug());
    if (node.isText()) {
      return cell(layer, side(node), common, common, false);
    }
    node.onlyWith(Set.of("side", "aws", "customer", "source", "stated"));
    var side = side(node.get("side"));
    if (side == Responsibility.SHARED) {
      node.get("aws").text();
      node.get("customer").text();
    }
    return cell(layer, side, node, common, node.has("stated") && node.get("stated").bool());
  }

  private Cell cell(
      Layer layer, Responsibility side, YamlNode node, YamlNode common, boolean stated) {
    String aws = node.textOr("aws", common.get("aws").text());
    String customer = node.textOr("customer", common.get("customer").text());
    return new Cell(
        layer,
        side,
        side == Responsibility.CUSTOMER ? null : aws,
        side == Responsibility.AWS ? null : customer,
        source(node.has("source") ? node.get("source") : common.get("source")),
        stated);
  }

  private ServiceRow.@Nullable Variation variation(YamlNode node) {
    if (!node.has("varies")) {
      return null;
    }
    var varies = node.get("varies").onlyWith(Set.of("layers", "question", "answers"));
    var layers = new LinkedHashSet<Layer>();
    varies.get("layers").items().forEach(l -> layers.add(layer(l.text(), l)));
    var answers = new ArrayList<ServiceRow.ModeAnswer>();
    for (YamlNode answer : varies.get("answers").items()) {
      answer.onlyWith(Set.of("answer", "service"));
      answers.add(
          new ServiceRow.ModeAnswer(answer.get("answer").text(), answer.get("service").text()));
    }
    return new ServiceRow.Variation(layers, varies.get("question").text(), answers);
  }

  private void check(YamlNode node, String name, Map<Layer, Cell> cells) {
    for (Cell cell : cells.values()) {
      boolean wrong =
          ALWAYS_AWS.contains(cell.layer()) && cell.responsibility() != Responsibility.AWS
              || ALWAYS_CUSTOMER.contains(cell.layer())
                  && cell.responsibility() != Responsibility.CUSTOMER
              || cell.layer().isAcross() && cell.responsibility() != Responsibility.SHARED;
      if (wrong) {
        throw node.invalid(
            "%s cannot have %s as %s: the model gives it to another side for every service"
                .formatted(name, cell.layer().slug(), cell.responsibility()));
      }
    }
  }

  private void add(YamlNode node, ServiceRow row) {
    if (rows.put(row.name(), row) != null) {
      throw node.invalid("the service " + row.name() + " is there twice");
    }
  }

  private void checkAnswers(ServiceRow row) {
    if (row.varies() != null) {
      for (var answer : row.varies().answers()) {
        if (!rows.containsKey(answer.service())) {
          throw file.get("services")
              .invalid("an answer of " + row.name() + " names no service: " + answer.service());
        }
      }
    }
  }

  private Cell.Source source(YamlNode node) {
    var found = sources.get(node.text());
    if (found == null) {
      throw node.invalid("no source is named " + node.text());
    }
    return found;
  }

  private static Responsibility side(YamlNode node) {
    return switch (node.text()) {
      case "aws" -> Responsibility.AWS;
      case "customer" -> Responsibility.CUSTOMER;
      case "shared" -> Responsibility.SHARED;
      default -> throw node.invalid("a side is aws, customer or shared, not '" + node.text() + "'");
    };
  }

  private static ServiceClass serviceClass(YamlNode node) {
    return ServiceClass.of(node.text())
        .orElseThrow(() -> node.invalid("no class is named " + node.text()));
  }

  private static Layer layer(String name, YamlNode node) {
    return Layer.of(name).orElseThrow(() -> node.invalid("no layer is named " + name));
  }
}
