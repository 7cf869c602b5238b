package orderbakery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The routes as Camel dumps them for JMX: Hawtio draws its diagrams of this XML. */
class RouteDiagramTest {

  @Test
  void beginsEveryRouteWithWhereItComesFrom() throws Exception {
    List<Element> routes = elements(dumped().getElementsByTagName("route"));

    assertThat(routes)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            route -> {
              String first = elements(route.getChildNodes()).get(0).getTagName();
              assertThat(first)
                  .as("a step before the first of %s hangs in the air", route.getAttribute("id"))
                  .isEqualTo("from");
            });
  }

  private static Element dumped() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getPropertiesComponent().addPropertiesSource(new AllRoles());
      camel.getRestConfiguration().setInlineRoutes(false); // as config.json says
      PluginHelper.getRoutesLoader(camel).loadRoutes(files(camel));
      RoutesDefinition routes = new RoutesDefinition();
      routes.setRoutes(camel.getRouteDefinitions());
      String xml = PluginHelper.getModelToXMLDumper(camel).dumpModelAsXml(camel, routes);
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    }
  }

  private static List<Resource> files(DefaultCamelContext camel) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("routes"))) {
      return files
          .filter(file -> file.toString().endsWith(".camel.yaml"))
          .map(file -> ResourceHelper.resolveResource(camel, "file:" + file))
          .toList();
    }
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  /** Every role is this process's; any other setting has some value. */
  private static final class AllRoles implements PropertiesSource {
    @Override
    public String getName() {
      return "all-roles";
    }

    @Override
    public String getProperty(String name) {
      return name.startsWith("role.") ? "true" : "1";
    }
  }
}
