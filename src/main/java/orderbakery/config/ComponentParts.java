package orderbakery.config;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.function.Supplier;
import orderbakery.component.Component;
import orderbakery.component.Components;
import org.bson.Document;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * The beans of one component, while they are declared: each is named by the component and what it
 * is, {@code order-executor}.
 *
 * @param name of the component
 */
record ComponentParts(String name, BeanDefinitionRegistry registry, BeanFactory beans) {

  /** Declares a bean of this component; the maker runs when it is first needed. */
  <T> void add(String part, Class<T> type, Supplier<T> maker) {
    registry.registerBeanDefinition(
        name + "-" + part,
        BeanDefinitionBuilder.rootBeanDefinition(type, maker).getBeanDefinition());
  }

  /** A bean of this component. */
  <T> T own(String part, Class<T> type) {
    return beans.getBean(name + "-" + part, type);
  }

  /** A bean that serves all components. */
  <T> T shared(Class<T> type) {
    return beans.getBean(type);
  }

  Component<?> component() {
    return shared(Components.class).named(name).orElseThrow();
  }

  String plural() {
    return Components.plural(name);
  }

  String processName(Role role) {
    return shared(ProcessNames.class).of(role);
  }

  BakerySettings settings() {
    return shared(BakerySettings.class);
  }

  MongoCollection<Document> sourceCollection(String collection) {
    return beans.getBean("sourceDatabase", MongoDatabase.class).getCollection(collection);
  }

  MongoCollection<Document> presentations() {
    return beans.getBean("presentationDatabase", MongoDatabase.class).getCollection(plural());
  }
}
